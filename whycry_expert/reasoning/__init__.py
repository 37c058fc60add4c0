"""What no forward chainer can say: what is still possible, and which answer would matter."""
