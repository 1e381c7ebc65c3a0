with awards as (
    select
        awards.*,
        versions.is_current as is_told_now,
        versions.payload_sha256
    from {{ ref('stg_awards') }} as awards
    inner join {{ ref('stg_release_versions') }} as versions on awards.version_id = versions.version_id
    -- an award that several versions tell is the newest one's
    qualify row_number() over (
        partition by awards.award_id order by versions.is_current desc, versions.version_number desc
    ) = 1
)

select
    awards.award_id,
    awards.release_id,
    awards.version_id,
    awards.ordinal,
    releases.source,
    releases.url,
    releases.publisher,
    releases.language,
    releases.ministry,
    coalesce(awards.funder, releases.funder, releases.publisher) as funder,
    coalesce(programmes.programme_key, releases.programme_key) as programme_key,
    coalesce(programmes.programme, releases.programme) as programme,
    coalesce(programmes.level, releases.level) as level,
    awards.recipient,
    awards.recipient_key,
    left(sha256(awards.recipient_key), 16) as recipient_id,
    awards.project_title,
    awards.title_key,
    awards.printed_nok,
    awards.amount,
    awards.amount_to,
    awards.currency,
    awards.amount_text,
    awards.qualifier,
    awards.amount_basis,
    awards.period,
    awards.years,
    {{ counting_rule('awards') }} as counting_rule,
    -- what a body gets to hand out is a frame: the awards from it are the same money
    case when not {{ is_handed_out('awards.recipient_key') }} then {{ counted_amount('awards') }} end as amount_nok,
    awards.decision,
    awards.status,
    case
        when {{ is_handed_out('awards.recipient_key') }} then 'a frame for others, no award to who hands it out'
        else awards.review_reason
    end as review_reason,
    awards.evidence,
    awards.start_offset,
    awards.end_offset,
    awards.rule,
    awards.payload_sha256,
    awards.is_told_now,
    releases.own_published_on,
    -- what the same money must have in common, besides the recipient
    case
        when awards.decision in ('granted', 'offered') then 'granted'
        else awards.decision
    end as told_as,
    case
        when awards.printed_nok is not null then awards.printed_nok
        when awards.amount is not null then awards.amount
        when awards.amount_basis = 'joint' then releases.stated_total_nok
    end as told_amount,
    case
        when not awards.is_told_now and releases.is_withdrawn then 'withdrawn'
        when not awards.is_told_now then 'superseded'
        when awards.status = 'dropped' then 'dropped'
        -- what no human could make count comes before what waits for one
        when awards.amount is not null and awards.currency <> 'NOK' then 'foreign_currency'
        when
            (awards.amount_basis = 'joint' or awards.amount is null) and awards.decision in ('granted', 'offered')
            then 'joint'
        when awards.status = 'review' or {{ is_handed_out('awards.recipient_key') }} then 'review'
        when awards.decision in ('proposed', 'conditional', 'admitted') then awards.decision
        when awards.printed_nok is null then 'joint'
    end as own_reason
from awards
inner join {{ ref('int_releases_versioned') }} as releases on awards.release_id = releases.release_id
left join {{ ref('int_programmes_named') }} as programmes on awards.programme_key = programmes.printed_key
