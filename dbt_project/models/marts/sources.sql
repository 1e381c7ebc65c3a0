select
    source,
    publisher,
    is_fresh,
    stale_reason,
    listed_on
from {{ ref('stg_sources') }}
