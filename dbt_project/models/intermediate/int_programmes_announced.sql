with releases as (
    select
        release_id,
        coalesce(programme, 'ukjent') as programme,
        year(published_on) as year,
        programme is not null as is_named,
        version_id
    from {{ ref('int_releases_dated') }}
    where published_on is not null
),

frames as (
    select
        version_id,
        max(amount) as frame_nok
    from {{ ref('stg_mentions') }}
    where role = 'frame' and currency = 'NOK'
    group by version_id
),

told as (
    select programme, year, release_id, version_id from releases where is_named
    union
    select
        coalesce(awards.programme, 'ukjent'),
        releases.year,
        releases.release_id,
        null
    from {{ ref('int_awards_told') }} as awards
    inner join releases on awards.release_id = releases.release_id
)

select
    told.programme,
    told.year,
    count(distinct told.release_id) as release_count,
    cast(max(frames.frame_nok) as decimal(18, 2)) as frame_nok
from told
left join frames on told.version_id = frames.version_id
group by told.programme, told.year
