select
    {{ award_columns() }},
    reason,
    counted_award_id
from {{ ref('int_awards_described') }}
where reason is not null
