class initfirst { notice('not included') } class initfirst::second { notice('second') }
