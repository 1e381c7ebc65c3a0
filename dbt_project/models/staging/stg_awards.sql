-- Reviewed corrections beat what was read; the seed keeps what they replaced, raw.awards what was extracted.
with matched as (
    select
        awards.award_id,
        corrections.action,
        corrections.field,
        corrections.value,
        corrections.reason
    from {{ ref('stg_corrections') }} as corrections
    inner join {{ ref('stg_awards_extracted') }} as awards
        on
            corrections.release_id = awards.release_id
            and contains(awards.evidence, corrections.quote)
            and contains(corrections.quote, awards.recipient)
            and contains(corrections.quote, coalesce(awards.amount_text, ''))
    where corrections.action <> 'add'
),

by_award as (
    select
        award_id,
        bool_or(action in ('accept', 'amend')) as is_accepted,
        max(reason) filter (where action = 'drop') as drop_reason,
        {% for field in corrected_fields() %}
        max(value) filter (where field = '{{ field }}') as {{ field }}_corrected
        {%- if not loop.last %},{% endif %}
        {% endfor %}
    from matched
    group by award_id
),

added as (
    select
        corrections.release_id,
        corrections.quote,
        min(corrections.reviewed_on) as reviewed_on,
        {% for field in corrected_fields() %}
        max(corrections.value) filter (where corrections.field = '{{ field }}') as {{ field }}
        {%- if not loop.last %},{% endif %}
        {% endfor %}
    from {{ ref('stg_corrections') }} as corrections
    where corrections.action = 'add'
    group by corrections.release_id, corrections.quote
),

corrected as (
    select
        awards.* replace (
            coalesce(by_award.recipient_corrected, awards.recipient) as recipient,
            case
                when by_award.recipient_corrected is null then awards.recipient_key
                else {{ recipient_key('by_award.recipient_corrected') }}
            end as recipient_key,
            coalesce(try_cast(by_award.amount_nok_corrected as decimal(18, 2)), awards.printed_nok) as printed_nok,
            case
                when by_award.amount_nok_corrected is null then awards.amount
                else try_cast(by_award.amount_nok_corrected as decimal(18, 2))
            end as amount,
            coalesce(by_award.project_title_corrected, awards.project_title) as project_title,
            case
                when by_award.project_title_corrected is null then awards.title_key
                else {{ title_key('by_award.project_title_corrected') }}
            end as title_key,
            coalesce(by_award.programme_corrected, awards.programme_name) as programme_name,
            case
                when by_award.programme_corrected is null then awards.programme_key
                else {{ title_key('by_award.programme_corrected') }}
            end as programme_key,
            coalesce(by_award.funder_corrected, awards.funder) as funder,
            coalesce(by_award.decision_corrected, awards.decision) as decision,
            case
                when by_award.drop_reason is not null then 'dropped'
                when by_award.is_accepted then 'accepted'
                else awards.status
            end as status,
            case
                when by_award.drop_reason is not null then 'a correction drops it: ' || by_award.drop_reason
                when by_award.is_accepted then null
                else awards.review_reason
            end as review_reason,
            case when by_award.award_id is null then awards.rule else 'corrected ' || awards.rule end as rule
        )
    from {{ ref('stg_awards_extracted') }} as awards
    left join by_award on awards.award_id = by_award.award_id
)

select * from corrected
union all by name
select
    'a' || left(sha256(added.release_id || chr(31) || added.quote || chr(31) || 'added'), 16) as award_id,
    versions.version_id,
    added.release_id,
    cast(100000 + row_number() over (partition by added.release_id order by added.quote) as integer) as ordinal,
    added.recipient,
    {{ recipient_key('added.recipient') }} as recipient_key,
    try_cast(added.amount_nok as decimal(18, 2)) as printed_nok,
    try_cast(added.amount_nok as decimal(18, 2)) as amount,
    case when added.amount_nok is not null then 'NOK' end as currency,
    added.amount_nok as amount_text,
    case when added.amount_nok is not null then 'exact' end as qualifier,
    case when added.amount_nok is not null then 'total' end as amount_basis,
    added.project_title,
    {{ title_key('added.project_title') }} as title_key,
    added.programme as programme_name,
    {{ title_key('added.programme') }} as programme_key,
    added.funder,
    coalesce(added.decision, 'granted') as decision,
    'accepted' as status,
    added.quote as evidence,
    cast(strpos(versions.text, added.quote) - 1 as integer) as start_offset,
    cast(strpos(versions.text, added.quote) - 1 + length(added.quote) as integer) as end_offset,
    'correction' as rule
from added
inner join {{ ref('stg_release_versions') }} as versions
    on added.release_id = versions.release_id and versions.is_current and contains(versions.text, added.quote)
