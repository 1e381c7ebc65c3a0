-- the level from a day on; without a day since before anything else is known of the cluster
select
    cluster_id,
    level,
    {{ since(first_day('"date"')) }} as valid_from
from {{ ref('cluster_levels') }}
where level is not null
qualify row_number() over (partition by cluster_id, {{ since(first_day('"date"')) }} order by level) = 1
