META
key;value
budget;100
leftover_budget;to the park
comment;#1: Projects 1 and 2 are mutually exclusive. #2: The park comes first.
PROJECTS
project_id;cost;votes;latitude
1;100;1;52.1
2;50;0;52.2
VOTES
voter_id;vote
a;1
