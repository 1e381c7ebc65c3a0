{# Words after a name that say where the recipient is: "Alfa AS i Bodø", "Alfa AS (Nordland)", "Alfa AS, Molde:". #}
{%- set place = '\\p{Lu}[\\p{L}-]+(?: (?:og |i )?\\p{Lu}[\\p{L}-]+){0,2}' -%}
{%- set person_words = 'privatperson|privatpersonen|gründer|gründeren|kunstner|kunstneren|forfatter|forfatteren|gårdbruker|gårdbrukeren|bonde|bonden|student|studenten|oppfinner|oppfinneren' -%}

with awards as (
    select
        awards.*,
        names.cluster_id,
        names.recipient as known_as,
        substring(awards.evidence, strpos(awards.evidence, awards.recipient) + length(awards.recipient)) as after_name,
        -- people are published as "privatperson": by the word before the name, or by decision
        persons.recipient_sha256 is not null
        or regexp_matches(
            lower(left(awards.evidence, greatest(strpos(awards.evidence, awards.recipient) - 1, 0))),
            '(^|[^\p{L}])({{ person_words }}) $'
        ) as is_private
    from {{ ref('int_awards_counted') }} as awards
    left join {{ ref('stg_recipient_names') }} as names on awards.recipient_key = names.printed_key
    left join {{ ref('private_persons') }} as persons on sha256(awards.recipient_key) = persons.recipient_sha256
),

-- Where it says that a recipient is: in its name, behind its name, or in the register of clusters.
told_places as (
    select award_id, told
    from (
        select
            award_id,
            unnest([
                {'rank': 2, 'name': regexp_extract(after_name, '^ (?:i|på|frå|fra|in) ({{ place }})', 1)},
                {'rank': 2, 'name': regexp_extract(after_name, '^(?:,| \(| \||\t) ?({{ place }})(?:[),.:;|\t]|$)', 1)},
                {'rank': 3, 'name': regexp_extract(after_name, '^ (?:i|på|frå|fra|in) (\p{Lu}[\p{L}-]+)', 1)}
            ]) as told
        from awards
    )
    where told.name <> ''
),

names_as_places as (
    select
        recipient,
        {{ title_key("regexp_replace(recipient, '(?i) (fylkes)?kommunen?$| fylke$', '')") }} as place_key
    from (select distinct recipient from awards)
),

cluster_places as (
    select
        cluster_id,
        unnest([
            {'rank': 4, 'name': trim(regexp_replace(coalesce(host_municipality, ''), '\(.*$', ''))},
            {'rank': 5, 'name': coalesce(region, '')}
        ]) as told
    from {{ ref('clusters') }}
),

candidates as (
    select awards.award_id, 'name' as basis, 1 as rank, names_as_places.place_key
    from names_as_places
    inner join (select distinct place_key from {{ ref('int_places') }}) as places using (place_key)
    inner join awards using (recipient)
    union all
    select award_id, 'evidence', told.rank, {{ title_key('told.name') }}
    from told_places
    union all
    select awards.award_id, 'register', told.rank, {{ title_key('told.name') }}
    from cluster_places
    inner join awards using (cluster_id)
),

placed as (
    select
        candidates.award_id,
        candidates.basis as county_basis,
        places_then.county as county_then,
        places_now.county as county_now
    from candidates
    inner join awards on candidates.award_id = awards.award_id
    inner join {{ ref('int_places') }} as places_now
        on candidates.place_key = places_now.place_key and places_now.valid_to = date '9999-12-31'
    left join {{ ref('int_places') }} as places_then
        on
            candidates.place_key = places_then.place_key
            and awards.announced_on between places_then.valid_from and places_then.valid_to
    where places_now.county is not null or places_then.county is not null
    qualify row_number() over (
        partition by candidates.award_id order by candidates.rank, candidates.place_key
    ) = 1
),

levelled as (
    select
        awards.award_id,
        arg_max(levels.level, levels.valid_from) as level
    from awards
    inner join {{ ref('stg_cluster_levels') }} as levels
        on awards.cluster_id = levels.cluster_id and awards.announced_on >= levels.valid_from
    group by awards.award_id
)

select
    awards.* exclude (
        cluster_id, known_as, after_name, recipient, recipient_key, recipient_id, evidence, project_title, level,
        ministry
    ),
    case when awards.is_private then 'privatperson' else awards.recipient end as recipient,
    case when awards.is_private then 'privatperson' else awards.known_as end as known_as,
    case when awards.is_private then 'privatperson' else awards.recipient_key end as recipient_key,
    case when awards.is_private then left(sha256('privatperson'), 16) else awards.recipient_id end as recipient_id,
    case when awards.is_private then replace(awards.evidence, awards.recipient, 'privatperson') else awards.evidence end
        as evidence,
    case
        when awards.is_private then replace(awards.project_title, awards.recipient, 'privatperson')
        else awards.project_title
    end as project_title,
    awards.cluster_id,
    coalesce(awards.level, levelled.level) as level,
    placed.county_then,
    placed.county_now,
    placed.county_basis,
    releases.ministry,
    releases.ministry_now,
    releases.government,
    coalesce(funders.ministry_now, awards.funder) as funder_now
from awards
inner join {{ ref('int_releases_described') }} as releases on awards.release_id = releases.release_id
left join placed on awards.award_id = placed.award_id
left join levelled on awards.award_id = levelled.award_id
left join (
    select ministry_key, arg_max(ministry_now, valid_from) as ministry_now
    from {{ ref('int_ministries') }}
    group by ministry_key
) as funders on {{ title_key('awards.funder') }} = funders.ministry_key
