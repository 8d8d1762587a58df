"""Questions as people may type them, with what should answer each: entries, a gap, or nothing at all.

They calibrate when search says that it does not know, and hold its ranks in a table (`ranks.txt`). They were written
from the subject; no phrasing of the pack was made from them.
"""

from __future__ import annotations

ANSWERED: dict[str, str] = {
    "how many days until a removed conversation is really gone": "matrix/deleted-30-days"
    " commitments/deleted-chats-gone-in-30-days answers/team/retention answers/enterprise/retention",
    "is the traffic encrypted": "answers/security/encryption matrix/encryption-in-transit commitments/encryption"
    " terms/tls-1-2",
    "AES 256": "answers/security/encryption matrix/encryption-at-rest terms/aes-256 commitments/encryption",
    "aes256": "answers/security/encryption matrix/encryption-at-rest terms/aes-256 commitments/encryption",
    "business associate agreement": "agreements/baa commitments/business-associate-agreement matrix/baa terms/baa",
    "can a hospital sign a baa for the api": "agreements/baa answers/api/health-data matrix/baa"
    " commitments/business-associate-agreement",
    "Do you hold a SOC 2 Type II attestation?": "answers/security/soc2 matrix/soc2-type-2 matrix/soc2"
    " commitments/soc2-audit terms/soc-2-types terms/soc-2",
    "soc2": "answers/security/soc2 matrix/soc2 matrix/soc2-type-2 commitments/soc2-audit terms/soc-2",
    "penetraton tests": "answers/security/penetration-tests matrix/penetration-test commitments/penetration-tests",
    "hackers welcome? reward for finding a hole": "answers/security/bug-bounty matrix/bug-bounty terms/bug-bounty"
    " commitments/security-operations",
    "does the boss see what I chat about": "matrix/admins-see-chats answers/enterprise/who-reads-chats"
    " answers/team/who-reads-chats answers/edu/who-reads-chats answers/healthcare/who-reads-chats",
    "can teachers' prompts train the model": "answers/teachers/training answers/training/our-data matrix/no-training",
    "copyright of generated text": "answers/general/ownership matrix/output-ownership terms/outputs"
    " commitments/inputs-and-outputs-are-yours answers/general/use-of-outputs",
    "who owns our fine tuned model": "answers/fine-tuning/who-owns matrix/fine-tuned-ownership",
    "finetuning": "answers/fine-tuning/own-data matrix/fine-tuning terms/fine-tuning",
    "remove training files": "answers/fine-tuning/files-kept matrix/fine-tuning-delete matrix/fine-tuning-file-kept",
    "zdr": "agreements/zdr terms/zdr matrix/zero-retention answers/api/zero-retention commitments/zero-data-retention",
    "zero data retension": "agreements/zdr terms/zdr matrix/zero-retention answers/api/zero-retention"
    " commitments/zero-data-retention",
    "single sign on": "answers/security/single-sign-on matrix/saml-sso commitments/saml-single-sign-on terms/saml-sso",
    "okta login": "answers/security/single-sign-on matrix/saml-sso commitments/saml-single-sign-on terms/saml-sso",
    "list of subprocessors": "answers/agreements/sub-processors matrix/subprocessor-list terms/sub-processor"
    " commitments/sub-processors-listed gaps/sub-processors",
    "we do not like a new subcontractor, can we refuse": "answers/agreements/sub-processor-objections"
    " matrix/subprocessor-objection commitments/objection-to-sub-processors",
    "standard contractual clauses": "terms/sccs answers/agreements/transfers-eea-swiss matrix/transfer-safeguards"
    " commitments/safeguards-for-transfers",
    "personal data from britain": "answers/agreements/transfers-uk terms/uk-addendum",
    "ccpa": "answers/agreements/ccpa terms/ccpa answers/agreements/us-privacy-laws commitments/ccpa-limits",
    "How soon will the processor notify the controller of a personal data breach?": "matrix/breach-notice"
    " answers/agreements/breach-notice commitments/notice-of-breaches terms/personal-data-breach"
    " gaps/breach-notification",
    "data protection impact assessment": "answers/agreements/impact-assessments matrix/impact-assessment-help"
    " commitments/help-with-impact-assessments",
    "right to audit": "answers/agreements/audits matrix/customer-audits commitments/audits-by-customers",
    "what if the police want our chats": "answers/agreements/law-enforcement answers/personal-data/legal-disclosure"
    " commitments/notice-of-law-enforcement-requests matrix/disclosure-notice",
    "a customer of ours asks to be forgotten": "answers/agreements/data-subject-requests matrix/subject-request-help"
    " answers/personal-data/access-and-correction commitments/help-with-requests-of-people matrix/subject-requests",
    "cookies": "answers/personal-data/cookies",
    "do they sell our details": "answers/personal-data/sale matrix/no-sale answers/agreements/us-privacy-laws"
    " commitments/no-sale-of-personal-information",
    "connect sharepoint": "answers/apps/what-they-are matrix/apps terms/apps answers/apps/who-controls"
    " answers/apps/permissions commitments/connected-sources-and-apps answers/apps/connectors-renamed",
    "connectors": "answers/apps/connectors-renamed answers/apps/what-they-are matrix/apps terms/apps",
    "is the content of connected apps used for learning": "answers/apps/training matrix/app-data-no-training"
    " commitments/app-data-not-used-to-train",
    "publish a custom gpt in the store": "answers/general/gpts-in-public matrix/gpt-public",
    "hipaa for doctors": "answers/healthcare/hipaa matrix/hipaa-support terms/hipaa answers/api/health-data",
    "pupils": "agreements/sdpa answers/agreements/student-agreement answers/teachers/who-reads-chats"
    " answers/teachers/agreements gaps/children answers/teachers/what-it-is terms/sdpa gaps/teachers-chats",
    "chatgpt edu admin reads chats": "answers/edu/who-reads-chats matrix/admins-see-chats",
    "team retention": "answers/team/retention",
    "enterprise retention": "answers/enterprise/retention",
    "api retention": "answers/api/retention",
    "edu trainng": "answers/edu/training",
    "healthcare audit": "answers/healthcare/audit",
    "humans reading api prompts": "answers/api/vendor-access matrix/no-abuse-review terms/human-review"
    " matrix/no-contractors matrix/staff-access-limited",
    "are answers checked by a machine": "answers/general/automated-review matrix/no-classifiers terms/classifiers"
    " answers/api/checks-under-zero-retention",
    "rlhf": "terms/rlhf answers/training/how-models-are-trained",
    "where do the texts come from that the model learned from": "answers/training/sources-of-data"
    " answers/training/how-models-are-trained",
    "free account privacy": "answers/individuals/training answers/individuals/personal-accounts"
    " answers/individuals/keeping-chats-out",
    "guarantee that nothing is leaked": "answers/security/guarantee",
    "signing the dpa": "answers/agreements/signing agreements/dpa commitments/data-processing-addendum matrix/dpa",
    "contract ends, is our data handed back": "answers/agreements/return-and-deletion matrix/return-or-deletion"
    " commitments/return-or-deletion-at-the-end",
    "audit log": "matrix/audit-log terms/compliance-api answers/enterprise/who-reads-chats gaps/audit-logs",
    "whitepaper": "matrix/security-whitepaper terms/security-whitepaper answers/security/evidence",
    "export chats": "matrix/admins-export-chats answers/team/who-reads-chats gaps/export",
    "small company of six": "matrix/small-teams answers/team/what-it-is answers/general/products-and-uses"
    " terms/chatgpt-business",
    "support outside office hours if there is an attack": "matrix/on-call answers/security/incidents"
    " commitments/security-operations",
}
"""For each question the ids of the entries that answer it, each as good as the others."""

GAPS: dict[str, str] = {
    "iso 27001": "iso-27001",
    "is there an ISO certificate": "iso-27001",
    "Can data be stored only in Germany?": "data-residency",
    "choose hosting region": "data-residency",
    "pci dss": "pci-dss",
    "hitrust": "other-attestations",
    "uptime guarantee": "uptime-and-recovery",
    "RTO and RPO": "uptime-and-recovery",
    "how are backups encrypted and how long kept": "backups",
    "two factor authentication": "multi-factor",
    "bring your own key": "customer-managed-keys",
    "byok": "customer-managed-keys",
    "on premises installation": "tenant-isolation",
    "who pays if somebody sues us over the output": "liability-indemnity",
    "age limit for kids": "children",
    "price per seat": "price",
    "EU AI Act conformity": "ai-act",
    "criminal record checks of engineers": "staff-screening",
    "certificate of destruction": "deletion-certificate",
    "scim": "scim",
    "ip whitelist": "ip-allow-list",
    "is the vendor insured against hacking": "insurance",
}
"""For each question the gap that it is about: no source answers it."""

NOTHING: tuple[str, ...] = (
    "weather in lisbon tomorrow",
    "recipe for apple pie",
    "qwertzuiop",
    "how tall is the eiffel tower",
    "best laptop for students under 500",
    "train timetable to vienna",
    "football results",
    "translate good morning into french",
    "kubernetes pod keeps restarting",
    "stock price forecast",
    "xkcd",
    "who won the world cup",
    "parental leave policy of the vendor",
    "does the ceo have a dog",
    "vacation days of our staff",
    "electric car charging stations",
    "gpu temperature",
    "lorem ipsum dolor sit amet",
    "opening hours of the canteen",
    "how to water tomatoes",
)
"""Questions that have nothing to do with a pack on privacy, some with words that it has."""
