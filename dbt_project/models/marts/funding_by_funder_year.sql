{{ funding_by({'funder': 'funder_now'}, none, is_dense=true) }}
