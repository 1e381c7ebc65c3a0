select
    source,
    publisher,
    is_fresh,
    stale_reason,
    listed_on
from {{ source('raw', 'sources') }}
