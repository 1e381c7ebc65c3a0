select
    register,
    {{ since('valid_from') }} as valid_from,
    {{ until('valid_to') }} as valid_to,
    line_nok
from {{ ref('register_lines') }}
