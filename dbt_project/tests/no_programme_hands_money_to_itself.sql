{{ config(severity='warn', meta={'dagster': {'ref': {'name': 'awards'}}}) }}
-- A ministry's frame that is handed to who runs the programme is the same money as the awards from it.
select
    award_id,
    recipient,
    amount_nok,
    evidence
from {{ ref('awards') }}
where lower(recipient) in ('innovasjon norge', 'innovation norway', 'siva', 'forskningsrådet', 'noregs forskingsråd')
