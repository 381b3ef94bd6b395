"""Questions and answers (知识问答): read, or made from the site's content, each bound to the clause that it tests"""
