select
    award_id,
    release_id,
    url,
    publisher,
    announced_on,
    recipient,
    project_title,
    amount_text,
    amount_nok,
    decision,
    review_reason,
    evidence,
    rule,
    counted_award_id
from {{ ref('int_awards_described') }}
where reason = 'review'
