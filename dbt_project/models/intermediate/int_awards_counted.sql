with awards as (
    select
        awards.*,
        releases.published_on as announced_on,
        releases.published_basis,
        releases.is_live,
        coalesce(linked.is_first_told, false) as is_first_told,
        linked.first_award_id
    from {{ ref('int_awards_told') }} as awards
    inner join {{ ref('int_releases_dated') }} as releases on awards.release_id = releases.release_id
    left join {{ ref('int_awards_linked') }} as linked on awards.award_id = linked.award_id
),

reasoned as (
    select
        awards.*,
        case
            when awards.own_reason is not null then awards.own_reason
            when not awards.is_first_told and firsts.own_reason is null and firsts.announced_on is not null
                then 'told_before'
            when awards.announced_on is null then 'undated'
        end as reason,
        case
            when firsts.own_reason is null and firsts.announced_on is not null then firsts.award_id
        end as told_by_award_id
    from awards
    left join awards as firsts on awards.first_award_id = firsts.award_id
),

-- What an older version told, and the newest tells otherwise.
rewritten as (
    select
        older.award_id,
        newer.told_by_award_id as counted_award_id
    from reasoned as older
    inner join reasoned as newer
        on
            older.release_id = newer.release_id
            and older.recipient_key = newer.recipient_key
            and newer.is_told_now
    where older.reason = 'superseded'
    qualify row_number() over (
        partition by older.award_id
        order by
            older.title_key is not distinct from newer.title_key desc,
            older.told_amount is not distinct from newer.told_amount desc,
            abs(older.ordinal - newer.ordinal),
            newer.award_id
    ) = 1
),

-- A proposal or a promise with conditions, and the grant that followed.
followed as (
    select
        earlier.award_id,
        grants.award_id as counted_award_id
    from reasoned as earlier
    inner join reasoned as grants
        on
            earlier.recipient_key = grants.recipient_key
            and grants.reason is null
            and grants.announced_on between earlier.announced_on
            and earlier.announced_on + {{ var('proposal_days') }}
            and (
                earlier.title_key = grants.title_key
                or (
                    earlier.told_amount = grants.told_amount
                    and coalesce(
                        earlier.title_key = grants.title_key or earlier.language <> grants.language, true
                    )
                )
            )
    where earlier.reason in ('proposed', 'conditional')
    qualify row_number() over (
        partition by earlier.award_id
        order by
            coalesce(earlier.title_key = grants.title_key, false) desc,
            coalesce(earlier.told_amount = grants.told_amount, false) desc,
            grants.announced_on,
            grants.award_id
    ) = 1
)

select
    reasoned.* exclude (told_by_award_id, first_award_id),
    year(reasoned.announced_on) as year,
    {{ real_amount('reasoned.amount_nok', 'prices.to_price_year') }} as real_amount_nok,
    case
        when reasoned.reason is null then null
        when reasoned.reason = 'superseded' then rewritten.counted_award_id
        when reasoned.reason in ('proposed', 'conditional') then followed.counted_award_id
        when reasoned.reason in ('review', 'told_before', 'undated') then reasoned.told_by_award_id
    end as counted_award_id
from reasoned
left join rewritten on reasoned.award_id = rewritten.award_id
left join followed on reasoned.award_id = followed.award_id
left join {{ ref('stg_price_index') }} as prices on year(reasoned.announced_on) = prices.year
