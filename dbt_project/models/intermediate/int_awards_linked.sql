with recursive edges as (
    select pairs.award_id, pairs.other_award_id
    from {{ ref('int_awards_paired') }} as pairs
    inner join {{ ref('int_releases_dated') }} as releases on pairs.release_id = releases.release_id
    inner join {{ ref('int_releases_dated') }} as others on pairs.other_release_id = others.release_id
    where
        abs(releases.published_on - others.published_on) <= {{ var('same_money_days') }}
        or (releases.published_on is null and others.published_on is null)
),

reached as (
    select award_id, other_award_id from edges
    union
    select reached.award_id, edges.other_award_id
    from reached
    inner join edges on reached.other_award_id = edges.award_id
),

families as (
    select award_id, other_award_id from reached
    union
    select award_id, award_id from {{ ref('int_awards_told') }} where is_told_now
)

-- Who tells it first: one that can count, with a date of its own, the earliest, the exact figure, the whole sum before
-- the yearly, the original before its translation, the one that says what for; ids break what ties remain.
select
    families.award_id,
    families.other_award_id as first_award_id,
    families.award_id = families.other_award_id as is_first_told
from families
inner join {{ ref('int_awards_told') }} as awards on families.other_award_id = awards.award_id
inner join {{ ref('int_releases_dated') }} as releases on awards.release_id = releases.release_id
qualify row_number() over (
    partition by families.award_id
    order by
        awards.own_reason is not null,
        releases.published_on is null,
        awards.own_published_on is null,
        releases.published_on,
        awards.qualifier is distinct from 'exact',
        case when awards.amount_basis is distinct from 'per_year' then 0 when awards.years is not null then 1 else 2 end,
        awards.language = 'en',
        awards.project_title is null,
        awards.release_id,
        awards.award_id
) = 1
