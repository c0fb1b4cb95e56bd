service { ntp: }
service { ['a', b, c-d]: }
service { 'e': ; f: }
service { $g: }
