"""What the other tests of the page stand on."""

from browser import desk


def test_a_request_to_another_host_would_be_found(visitor):
    page = visitor.page(bypass_csp=True)
    page.route("**/pixel.png", lambda route: route.abort())
    page.goto(desk.BUILT_IN)
    page.evaluate("fetch('http://elsewhere.example/pixel.png').catch(() => {})")
    assert visitor.strangers() == ["http://elsewhere.example/pixel.png"]
    visitor.asked.remove("http://elsewhere.example/pixel.png")
    visitor.complaints.clear()


def test_what_the_policy_of_the_page_forbids_would_be_found(visitor):
    page = visitor.page()
    page.goto(desk.BUILT_IN)
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {src: 'http://elsewhere.example/x.js'}))"
    )
    page.wait_for_timeout(100)
    assert any("Content Security Policy" in said for said in visitor.complaints)
    visitor.complaints.clear()
    visitor.asked.remove("http://elsewhere.example/x.js")
