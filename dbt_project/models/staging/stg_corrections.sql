select
    release_id,
    quote,
    action,
    field,
    value,
    extracted_value,
    reason,
    reviewer,
    reviewed_on,
    url
from {{ ref('corrections') }}
