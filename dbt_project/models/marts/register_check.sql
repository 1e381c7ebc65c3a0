{# Days between an announcement and what a register says was the day of the award. #}
{%- set near = var('register_days') -%}

with theirs as (
    select * from {{ ref('stg_register_awards') }}
),

-- a register is asked only about the days that its file is about
spans as (
    select register, min(awarded_on) - {{ near }} as since, max(awarded_on) + {{ near }} as until
    from theirs
    group by register
),

-- of Innovasjon Norge's own file only what Innovasjon Norge gave
ours as (
    select
        spans.register,
        awards.award_id,
        awards.recipient,
        awards.recipient_key,
        recipients.orgnr,
        awards.funder_now as funder,
        awards.announced_on,
        awards.amount_nok,
        lines.line_nok
    from {{ ref('int_awards_described') }} as awards
    inner join {{ ref('recipients') }} as recipients on awards.recipient_id = recipients.recipient_id
    inner join spans on awards.announced_on between spans.since and spans.until
    left join {{ ref('stg_register_lines') }} as lines
        on spans.register = lines.register and awards.announced_on between lines.valid_from and lines.valid_to
    where
        awards.reason is null
        and not awards.is_private
        and (spans.register <> 'Tildelinger' or awards.funder_now = 'Innovasjon Norge')
),

pairs as (
    select
        ours.register,
        ours.award_id,
        theirs.entry_id,
        case when ours.orgnr = theirs.orgnr then 'orgnr' else 'name' end as matched_by,
        abs(ours.announced_on - theirs.awarded_on) as days,
        coalesce(
            abs(ours.amount_nok - theirs.amount_nok) < 1,
            ours.amount_nok between theirs.amount_from_nok and theirs.amount_to_nok
        ) as is_equal
    from ours
    inner join theirs
        on
            ours.register = theirs.register
            and (ours.orgnr = theirs.orgnr or ours.recipient_key = theirs.recipient_key)
            -- the same name with another number is another body
            and coalesce(ours.orgnr = theirs.orgnr, true)
            and abs(ours.announced_on - theirs.awarded_on) <= {{ near }}
),

-- equal sums first, each once: the nearest day, ids where days tie
equal as (
    select register, award_id, entry_id, matched_by
    from (
        select *
        from pairs
        where is_equal
        qualify row_number() over (partition by register, award_id order by days, entry_id) = 1
    ) as nearest
    qualify row_number() over (partition by register, entry_id order by days, award_id) = 1
),

-- what else stands there of the recipient in those days are tranches of the nearest award
tranches as (
    select pairs.register, pairs.award_id, pairs.entry_id, pairs.matched_by
    from pairs
    left join equal as taken on pairs.register = taken.register and pairs.award_id = taken.award_id
    left join equal as used on pairs.register = used.register and pairs.entry_id = used.entry_id
    where taken.award_id is null and used.entry_id is null
    qualify row_number() over (
        partition by pairs.register, pairs.entry_id order by pairs.days, pairs.award_id
    ) = 1
),

matched as (
    select * from equal
    union all
    select * from tranches
),

sums as (
    select
        matched.register,
        matched.award_id,
        any_value(matched.matched_by) as matched_by,
        count(*) as entry_count,
        list_sort(list(matched.entry_id)) as entry_ids,
        min(theirs.awarded_on) as awarded_on,
        sum(coalesce(theirs.amount_nok, theirs.amount_from_nok)) as their_nok,
        bool_or(equal.award_id is not null) as is_equal
    from matched
    inner join theirs on matched.register = theirs.register and matched.entry_id = theirs.entry_id
    left join equal on matched.register = equal.register and matched.entry_id = equal.entry_id
    group by matched.register, matched.award_id
)

select
    ours.register,
    case
        when sums.is_equal or abs(sums.their_nok - ours.amount_nok) < 1 then 'match'
        when sums.award_id is not null then 'amount_differs'
        when coalesce(ours.amount_nok < ours.line_nok, true) then 'below_line'
        else 'only_ours'
    end as class,
    ours.award_id,
    coalesce(sums.entry_ids, []) as entry_ids,
    ours.recipient,
    ours.orgnr,
    ours.funder,
    ours.announced_on,
    sums.awarded_on,
    cast(ours.amount_nok as decimal(18, 2)) as our_nok,
    cast(sums.their_nok as decimal(18, 2)) as their_nok,
    cast(sums.their_nok - ours.amount_nok as decimal(18, 2)) as difference_nok,
    cast(ours.line_nok as decimal(18, 2)) as line_nok,
    sums.matched_by
from ours
left join sums on ours.register = sums.register and ours.award_id = sums.award_id

union all

-- what nobody announced, of those who give in our releases
select
    theirs.register,
    'only_theirs',
    null,
    [theirs.entry_id],
    theirs.recipient,
    theirs.orgnr,
    theirs.giver,
    null,
    theirs.awarded_on,
    null,
    cast(coalesce(theirs.amount_nok, theirs.amount_from_nok) as decimal(18, 2)),
    null,
    null,
    null
from theirs
left join matched on theirs.register = matched.register and theirs.entry_id = matched.entry_id
where
    matched.entry_id is null
    and {{ title_key('theirs.giver') }} in (
        select {{ title_key('funder') }} from {{ ref('int_awards_described') }}
        union
        select {{ title_key('funder_now') }} from {{ ref('int_awards_described') }}
    )
