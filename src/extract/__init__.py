"""What is on the page: readers give a neutral `Document`, finders look for records in it."""
