PROJECTS
project_id;cost;votes
1;100;5
