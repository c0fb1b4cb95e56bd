define initfirst::thing { notice($title) }
