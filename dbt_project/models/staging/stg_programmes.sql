with names as (
    select
        programme_id,
        name_nb,
        unnest([name_nb, name_nn, name_en] || string_split(coalesce(aliases, ''), '|')) as name
    from {{ ref('programme_register') }}
)

select distinct
    {{ title_key('name') }} as programme_key,
    programme_id,
    name_nb as programme,
    case programme_id
        when 'arena' then 'Arena'
        when 'arena_pro' then 'Arena Pro'
        when 'nce' then 'NCE'
        when 'gce' then 'GCE'
    end as level
from names
where {{ title_key('name') }} is not null
