-- Which public cases took a step since an instant: hubs are told of their feeds.
CREATE INDEX feedback_history_by_time ON feedback_history (at);
