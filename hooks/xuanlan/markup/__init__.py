"""From Markdown to safe HTML, outline, plain text, and the references that the text makes."""
