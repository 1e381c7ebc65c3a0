with funding as (
    {{ funding_by({'programme': "coalesce(programme, 'ukjent')"}, ref('int_programmes_announced'), is_dense=true) }}
)

select
    funding.*,
    coalesce(announced.release_count, 0) as release_count,
    announced.frame_nok
from funding
left join {{ ref('int_programmes_announced') }} as announced using (programme, year)
