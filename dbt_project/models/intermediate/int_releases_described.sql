with named as (
    select
        releases.release_id,
        ministries.ministry,
        ministries.ministry_now
    from {{ ref('int_releases_dated') }} as releases
    inner join {{ ref('int_ministries') }} as ministries on {{ title_key('releases.ministry') }} = ministries.ministry_key
    -- the one that bore the name that day, else the one that bore it last
    qualify row_number() over (
        partition by releases.release_id
        order by
            coalesce(releases.published_on between ministries.valid_from and ministries.valid_to, false) desc,
            ministries.valid_to desc,
            ministries.valid_from desc,
            ministries.ministry_id
    ) = 1
)

select
    releases.release_id,
    coalesce(named.ministry, releases.ministry) as ministry,
    named.ministry_now,
    governments.label_nb as government
from {{ ref('int_releases_dated') }} as releases
left join named on releases.release_id = named.release_id
-- on the day of the hand-over the new one is in office
left join {{ ref('governments') }} as governments
    on
        releases.published_on >= {{ since('governments.valid_from') }}
        and releases.published_on < {{ until('governments.valid_to') }}
