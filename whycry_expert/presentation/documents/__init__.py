"""What is told of a conclusion, of an audit and in an interview, as documents."""
