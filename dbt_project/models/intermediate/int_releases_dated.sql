with undated as (
    select
        pairs.release_id,
        pairs.other_release_id,
        others.own_published_on as twin_published_on,
        count(*) as shared_count
    from {{ ref('int_awards_paired') }} as pairs
    inner join {{ ref('int_releases_versioned') }} as releases on pairs.release_id = releases.release_id
    inner join {{ ref('int_releases_versioned') }} as others on pairs.other_release_id = others.release_id
    where releases.own_published_on is null and others.own_published_on is not null
    group by all
),

best as (
    select * from undated
    qualify shared_count = max(shared_count) over (partition by release_id)
),

-- The same grant to the same recipients in two different years dates nothing: that would be a guess.
twins as (
    select
        release_id,
        min(twin_published_on) as published_on,
        arg_min(other_release_id, (twin_published_on, other_release_id)) as twin_release_id
    from best
    group by release_id
    having max(twin_published_on) - min(twin_published_on) <= {{ var('same_money_days') }}
)

select
    releases.* exclude (own_published_on, own_published_basis),
    coalesce(releases.own_published_on, twins.published_on) as published_on,
    case when twins.release_id is not null then 'twin' else releases.own_published_basis end as published_basis,
    twins.twin_release_id
from {{ ref('int_releases_versioned') }} as releases
left join twins on releases.release_id = twins.release_id
