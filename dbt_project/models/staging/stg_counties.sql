select
    county_number,
    name as county,
    {{ since('valid_from') }} as valid_from,
    {{ until('valid_to') }} as valid_to,
    {{ whole_ids('predecessor_numbers') }} as predecessor_numbers,
    [name] || string_split(coalesce(aliases, ''), '|') as names
from {{ ref('counties') }}
