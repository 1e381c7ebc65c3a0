select
    ministry_id,
    name_nb as ministry,
    orgnr,
    {{ since('valid_from') }} as valid_from,
    {{ until('valid_to') }} as valid_to,
    {{ whole_ids('successors') }} as successor_ids,
    [name_nb, name_nn, name_en, abbr] as names
from {{ ref('ministries') }}
