select
    {{ award_columns() }}
from {{ ref('int_awards_counted') }}
where reason is null
