class farm::barn { notify { 'barn': } }
