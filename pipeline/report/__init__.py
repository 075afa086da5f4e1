"""From a verdict to what people and programs read: JSON, HTML, messages in three languages."""
