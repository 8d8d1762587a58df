"""trusttui: may our data go into this vendor's AI service, and on whose word?"""

__version__ = "0.1.0"
