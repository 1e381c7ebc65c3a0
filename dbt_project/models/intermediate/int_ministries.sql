with recursive moved as (
    select
        ministry_id,
        successor_ids[1] as successor_id
    from {{ ref('stg_ministries') }}
    where len(successor_ids) = 1
),

reached as (
    select ministry_id, ministry_id as other_id, 0 as steps from {{ ref('stg_ministries') }}
    union
    select reached.ministry_id, moved.successor_id, reached.steps + 1
    from reached
    inner join moved on reached.other_id = moved.ministry_id
    where reached.steps < 20
),

-- one that was divided among several has no one successor
today as (
    select
        reached.ministry_id,
        case when len(last.successor_ids) = 0 and last.valid_to = date '9999-12-31' then last.ministry end
            as ministry_now,
        case when len(last.successor_ids) = 0 and last.valid_to = date '9999-12-31' then last.orgnr end as orgnr_now
    from reached
    inner join {{ ref('stg_ministries') }} as last on reached.other_id = last.ministry_id
    qualify row_number() over (partition by reached.ministry_id order by reached.steps desc) = 1
),

named as (
    select
        ministry_id,
        ministry,
        valid_from,
        valid_to,
        unnest(names) as name
    from {{ ref('stg_ministries') }}
)

select distinct
    {{ title_key('named.name') }} as ministry_key,
    named.ministry_id,
    named.ministry,
    named.valid_from,
    named.valid_to,
    today.ministry_now,
    today.orgnr_now
from named
inner join today on named.ministry_id = today.ministry_id
where {{ title_key('named.name') }} is not null
