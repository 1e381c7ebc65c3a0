with told as (
    select * from {{ ref('int_awards_told') }}
    where is_told_now and recipient_key <> ''
),

-- Same recipient, same sum, another release, and dates that do not speak against it.
candidates as (
    select
        a.award_id,
        a.release_id,
        a.ordinal,
        b.award_id as other_award_id,
        b.release_id as other_release_id,
        b.ordinal as other_ordinal,
        coalesce(a.title_key = b.title_key, false) as titles_agree,
        -- a translated title differs and is the same
        coalesce(a.title_key <> b.title_key and a.language = b.language, false) as titles_differ,
        coalesce(a.programme_key = b.programme_key, false) as programmes_agree,
        a.publisher is distinct from b.publisher or a.language <> b.language as is_other_voice,
        a.own_published_on is not null and b.own_published_on is not null as are_dated
    from told as a
    inner join told as b
        on
            a.recipient_key = b.recipient_key
            and a.told_as = b.told_as
            -- "6 millioner i året i fem år" is the same money as "30 millioner"
            and (a.told_amount is not distinct from b.told_amount or a.amount_nok = b.amount_nok)
            and a.release_id <> b.release_id
            and coalesce(abs(a.own_published_on - b.own_published_on), 0) <= {{ var('same_money_days') }}
),

-- Between two releases an award has one partner at most: two projects with the same sum stay two.
pairs as (
    select * from candidates
    qualify
        row_number() over (
            partition by award_id, other_release_id
            order by titles_agree desc, titles_differ, abs(ordinal - other_ordinal), other_ordinal
        ) = 1
        and row_number() over (
            partition by other_award_id, release_id
            order by titles_agree desc, titles_differ, abs(ordinal - other_ordinal), ordinal
        ) = 1
),

release_sizes as (
    select release_id, count(*) as award_count from told group by release_id
),

-- Releases are twins when they share at least half of what the shorter one tells, and at least two awards;
-- one shared award is enough when it is all that the shorter one tells, in another voice.
twins as (
    select pairs.release_id, pairs.other_release_id
    from pairs
    inner join release_sizes as size_of on pairs.release_id = size_of.release_id
    inner join release_sizes as other_size_of on pairs.other_release_id = other_size_of.release_id
    group by all
    having
        (
            count(*) filter (not titles_differ) >= 2
            and 2 * count(*) filter (not titles_differ)
            >= least(any_value(size_of.award_count), any_value(other_size_of.award_count))
        )
        or (
            count(*) filter (not titles_differ) = 1
            and least(any_value(size_of.award_count), any_value(other_size_of.award_count)) = 1
            and bool_or(is_other_voice)
        )
),

-- In twins one may round what the other prints to the krone.
rounded as (
    select
        a.award_id,
        a.release_id,
        b.award_id as other_award_id,
        b.release_id as other_release_id
    from twins
    inner join told as a on twins.release_id = a.release_id
    inner join told as b
        on
            twins.other_release_id = b.release_id
            and a.recipient_key = b.recipient_key
            and a.told_as = b.told_as
            and coalesce(a.title_key = b.title_key or a.language <> b.language, true)
            and a.told_amount <> b.told_amount
            and abs(a.told_amount - b.told_amount) <= 0.05 * greatest(a.told_amount, b.told_amount)
    where
        not exists (
            from pairs where pairs.award_id = a.award_id and pairs.other_release_id = b.release_id
        )
        and not exists (
            from pairs where pairs.award_id = b.award_id and pairs.other_release_id = a.release_id
        )
    qualify
        count(*) over (partition by a.award_id, b.release_id) = 1
        and count(*) over (partition by b.award_id, a.release_id) = 1
)

select
    pairs.award_id,
    pairs.other_award_id,
    pairs.release_id,
    pairs.other_release_id,
    case
        when pairs.titles_agree then 'title'
        when twins.release_id is not null then 'release'
        else 'programme'
    end as paired_by
from pairs
left join twins
    on pairs.release_id = twins.release_id and pairs.other_release_id = twins.other_release_id
where
    pairs.titles_agree
    or twins.release_id is not null
    or (pairs.programmes_agree and pairs.are_dated and not pairs.titles_differ)

union all

select award_id, other_award_id, release_id, other_release_id, 'rounded' as paired_by
from rounded
