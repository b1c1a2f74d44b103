"""What identifies a person on paper: numbers, phones and names, read forgivingly."""
