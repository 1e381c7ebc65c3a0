-- A correction outlives a better parser, not a page that no longer has its words: then a human looks again.
-- Remedy: read the release, then mend or remove the row of dbt_project/seeds/corrections.csv that is named here.
with told as (
    select
        corrections.*,
        versions.release_id is not null as is_known,
        coalesce(length(versions.text) - length(replace(versions.text, corrections.quote, '')), 0)
        // length(corrections.quote) as times,
        exists (
            select 1 from {{ ref('stg_awards_extracted') }} as awards
            where
                awards.release_id = corrections.release_id
                and contains(awards.evidence, corrections.quote)
                and contains(corrections.quote, awards.recipient)
                and contains(corrections.quote, coalesce(awards.amount_text, ''))
        ) as has_award
    from {{ ref('stg_corrections') }} as corrections
    left join {{ ref('stg_release_versions') }} as versions
        on corrections.release_id = versions.release_id and versions.is_current
)

select
    release_id,
    quote,
    action,
    case
        when not is_known then 'no such release: mend release_id, or remove the row'
        when times <> 1 then 'the quote stands ' || times || ' times in the release, expected once: quote it anew'
        else 'no award is read from the quote, which must hold its recipient and sum as read: quote more, or add it'
    end as remedy
from told
where not is_known or times <> 1 or (action <> 'add' and not has_award)
