"""What a push goes through at central: told what it is, and put down in one go."""
