{# Tables of a few hundred rows; what they say is worked out once, so that awards only look up. #}
with recursive bounds as (
    select valid_from from {{ ref('stg_counties') }}
    union
    select valid_from from {{ ref('stg_municipalities') }}
    union
    select valid_to + 1 from {{ ref('stg_municipalities') }} where valid_to < date '9999-12-31'
),

-- between two changes the map stands still
eras as (
    select
        valid_from,
        coalesce(lead(valid_from) over (order by valid_from) - 1, date '9999-12-31') as valid_to
    from bounds
),

went_into as (
    select unnest(predecessor_numbers) as county_number, county_number as successor_number
    from {{ ref('stg_counties') }}
),

later as (
    select county_number, county_number as other_number from {{ ref('stg_counties') }}
    union
    select later.county_number, went_into.successor_number
    from later
    inner join went_into on later.other_number = went_into.county_number
),

lineage as (
    select county_number, other_number from later
    union
    select other_number, county_number from later
),

-- A county that was divided lies in the part that bears its name; else nobody can tell.
counties as (
    select
        lineage.county_number,
        eras.valid_from,
        case
            when count(*) = 1 then any_value(others.county)
            else max(others.county) filter (others.county = counties.county)
        end as county
    from lineage
    inner join {{ ref('stg_counties') }} as counties on lineage.county_number = counties.county_number
    inner join {{ ref('stg_counties') }} as others on lineage.other_number = others.county_number
    inner join eras on eras.valid_from between others.valid_from and others.valid_to
    group by lineage.county_number, eras.valid_from
),

-- A municipality's own county while it stood, else the county of what it went into or came from.
standing as (
    select
        municipalities.municipality_number,
        municipalities.code_2024,
        municipalities.names,
        eras.valid_from,
        municipalities.valid_from <= eras.valid_to and municipalities.valid_to >= eras.valid_from as stands,
        counties.county
    from {{ ref('stg_municipalities') }} as municipalities
    cross join eras
    left join counties
        on municipalities.county_number = counties.county_number and eras.valid_from = counties.valid_from
),

relatives as (
    select code_2024, valid_from, case when count(distinct county) = 1 then any_value(county) end as county
    from standing
    where stands and code_2024 is not null
    group by code_2024, valid_from
),

municipalities as (
    select
        standing.names,
        standing.valid_from,
        standing.stands,
        case when standing.stands then standing.county else relatives.county end as county
    from standing
    left join relatives on standing.code_2024 = relatives.code_2024 and standing.valid_from = relatives.valid_from
),

named as (
    select
        {{ title_key('name') }} as place_key,
        valid_from,
        stands,
        county
    from (select unnest(names) as name, valid_from, stands, county from municipalities)
    union all
    select
        {{ title_key('name') }},
        counties.valid_from,
        counties.stands,
        counties.county
    from (
        select
            unnest(stg.names) as name,
            counties.valid_from,
            counties.county,
            counties.county is not distinct from stg.county as stands
        from {{ ref('stg_counties') }} as stg
        inner join counties on stg.county_number = counties.county_number
    ) as counties
),

-- what bears the name in that time comes before what bore it earlier or later
best as (
    select * from named
    where place_key is not null
    qualify rank() over (partition by place_key, valid_from order by stands desc) = 1
)

select
    best.place_key,
    eras.valid_from,
    eras.valid_to,
    case when count(distinct best.county) = 1 then any_value(best.county) end as county
from best
inner join eras on best.valid_from = eras.valid_from
group by best.place_key, eras.valid_from, eras.valid_to
