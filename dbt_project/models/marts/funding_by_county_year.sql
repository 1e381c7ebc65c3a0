{{ funding_by({'county': "coalesce(county_now, 'ukjent')"}, none, is_dense=true) }}
