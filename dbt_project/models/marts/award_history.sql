with told as (
    select
        awards.award_id,
        awards.release_id,
        versions.version_number,
        awards.ordinal,
        awards.printed_nok,
        awards.amount_text,
        awards.decision,
        awards.status,
        awards.evidence
    from {{ ref('stg_awards') }} as awards
    inner join {{ ref('stg_release_versions') }} as versions on awards.version_id = versions.version_id
),

-- releases that were edited
several as (
    select
        told.*,
        awards.recipient_key
    from told
    inner join (
        select release_id, max(version_number) as newest
        from {{ ref('stg_release_versions') }}
        group by release_id
        having max(version_number) > 1
    ) as versions on told.release_id = versions.release_id
    inner join {{ ref('int_awards_told') }} as awards on told.award_id = awards.award_id
),

-- what the version before has no equal of, and what the version after has none of; in each, a recipient's first, second …
came as (
    select *, row_number() over (partition by release_id, version_number, recipient_key order by ordinal) as place
    from several
    where not exists (
        from several as before
        where before.award_id = several.award_id and before.version_number = several.version_number - 1
    )
),

went as (
    select *, row_number() over (partition by release_id, version_number, recipient_key order by ordinal) as place
    from several
    where not exists (
        from several as later
        where later.award_id = several.award_id and later.version_number = several.version_number + 1
    )
),

edited as (
    select
        came.award_id,
        came.version_number,
        went.award_id as previous_award_id,
        went.printed_nok as previous_printed_nok
    from came
    inner join went
        on
            came.release_id = went.release_id
            and came.version_number = went.version_number + 1
            and came.recipient_key = went.recipient_key
            and came.place = went.place
),

history as (
    select
        told.*,
        edited.previous_award_id,
        edited.previous_printed_nok,
        case
            when told.version_number = 1 then 'told'
            when edited.award_id is not null then 'edited'
            when came.award_id is not null then 'added'
            else 'kept'
        end as change
    from told
    left join edited on told.award_id = edited.award_id and told.version_number = edited.version_number
    left join came on told.award_id = came.award_id and told.version_number = came.version_number

    union all

    select
        went.* exclude (place, recipient_key) replace (went.version_number + 1 as version_number),
        cast(null as varchar),
        cast(null as decimal(18, 2)),
        'removed'
    from went
    where not exists (
        from edited
        where edited.previous_award_id = went.award_id and edited.version_number = went.version_number + 1
    )
)

select
    history.award_id,
    history.release_id,
    versions.url,
    cast(history.version_number as integer) as version_number,
    versions.is_current,
    history.change,
    awards.recipient,
    awards.recipient_id,
    history.printed_nok,
    history.amount_text,
    history.decision,
    history.status,
    history.previous_award_id,
    history.previous_printed_nok,
    case
        when awards.is_private then replace(history.evidence, printed.recipient, 'privatperson') else history.evidence
    end as evidence,
    versions.payload_sha256
from history
-- a removal stands with the version that no longer tells it; there is none after the newest
inner join {{ ref('stg_release_versions') }} as versions
    on history.release_id = versions.release_id and history.version_number = versions.version_number
inner join {{ ref('int_awards_described') }} as awards on history.award_id = awards.award_id
inner join {{ ref('int_awards_told') }} as printed on history.award_id = printed.award_id
