META
key;value
budget;100
PROJECTS
project_id;cost
1;100
VOTES
voter_id;vote
