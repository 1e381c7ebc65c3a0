select
    {{ award_columns() }}
from {{ ref('int_awards_described') }}
where reason is null
