META
key;value
budget;100
PROJECTS
project_id;cost;votes
L5/04;100;7
