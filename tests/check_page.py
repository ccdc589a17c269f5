#!/usr/bin/env python3
"""Look at the page of a report the way people do, in headless Chromium:

    tests/check_page.py PAGE.html PLAN.json AXE.min.js

Nothing is fetched and nothing fails while it opens; every park is reached with the keyboard; the
languages switch; charts are drawn; a park prints on two sides; nothing sticks out on a phone; axe-core
finds no breach of WCAG 2.1 AA; what cells show is what the plan says. Ends with "N passed, N failed".
"""
import base64
import json
import os
import re
import sys
import time

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.keys import Keys

PHONE, DESK = 375, 1200
PLAN_COLOUR = [0x0a, 0x7a, 0x5c]
passed, failed = 0, 0


def check(good, what):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print("FAILED:", what)


def start():
    options = Options()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--force-device-scale-factor=1",
                     "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)


def resize(browser, width):
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width == PHONE})


def open_view(browser, view):
    """As a link would: by the address."""
    browser.execute_script("location.hash = arguments[0]", view)
    browser.execute_async_script("const done = arguments[0];"
                                 "requestAnimationFrame(() => requestAnimationFrame(() => done()))")


def visible_views(browser):
    return browser.execute_script("return [...document.querySelectorAll('.view')].filter(v => !v.hidden).map(v => v.id)")


def check_opening(browser, page):
    browser.get("file://" + page)
    time.sleep(1)
    asked = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    urls = [m["params"]["request"]["url"] for m in asked if m["method"] == "Network.requestWillBeSent"]
    other = [url for url in urls if not url.startswith("data:") and not url.startswith("file://" + page)]
    check(other == [], f"the page asks for {other}")
    check(any(url.startswith("file://") for url in urls), "no request was seen at all, so none can be missed")
    check_silence(browser, "opening")
    check(visible_views(browser) == ["board"], f"it opens with {visible_views(browser)}")


def check_silence(browser, when):
    said = [entry["message"] for entry in browser.get_log("browser")
            if "willReadFrequently" not in entry["message"]] # about COLOURS_OF_CANVAS, not about the page
    check(said == [], f"{when}: the console says {said[:3]}")


# --- keyboard ---------------------------------------------------------------------------------------

def press(browser, key):
    browser.switch_to.active_element.send_keys(key)


def tab_to(browser, href, most):
    for _ in range(most):
        press(browser, Keys.TAB)
        if browser.execute_script("return document.activeElement.getAttribute('href')") == href:
            return True
    return False


def check_keyboard(browser, plan):
    """From the top of the page with Tab and Enter only."""
    open_view(browser, "board")
    browser.execute_script("document.activeElement.blur()")
    if not tab_to(browser, "#parks", 20):
        check(False, "Tab does not lead to the list of parks")
        return
    for park in plan["parks"]:
        press(browser, Keys.ENTER)
        time.sleep(.05)
        link = "#park-" + park["id"]
        reached = tab_to(browser, link, len(plan["parks"]) + 5)
        if reached:
            press(browser, Keys.ENTER)
            time.sleep(.05)
        where = browser.execute_script("return document.activeElement.tagName + ' ' + document.activeElement.innerText")
        check(reached and visible_views(browser) == ["park-" + park["id"]] and where == "H2 " + park["name"],
              f"{park['id']} is not reached with the keyboard: {visible_views(browser)}, {where}")
        browser.execute_script("document.querySelector('nav a[href=\"#parks\"]').focus()")
    press(browser, Keys.ENTER)


# --- language ------------------------------------------------------------------------------------------

def seen_languages(browser):
    return browser.execute_script(
        "return [...new Set([...document.querySelectorAll('span[lang]')].filter(e => e.offsetParent).map(e => e.lang))]")


def check_language(browser):
    words = {"nl": ("Samenvatting", "Plan van aanpak"), "en": ("Summary", "Plan of approach")}
    for lang in ("en", "nl"):
        button = browser.find_element("css selector", f"button[data-lang={lang}]")
        browser.execute_script("arguments[0].focus()", button)
        press(browser, Keys.ENTER)
        open_view(browser, "board")
        check(browser.execute_script("return document.documentElement.lang") == lang, f"{lang}: lang of the page")
        check(seen_languages(browser) == [lang], f"{lang}: shown are {seen_languages(browser)}")
        nav = browser.find_element("css selector", "nav a").text
        check(nav == words[lang][0] and browser.title.startswith(words[lang][1]), f"{lang}: {nav}, {browser.title}")
        check(button.get_attribute("aria-pressed") == "true", f"{lang}: the button does not say that it is on")
        legend = browser.execute_script("return document.querySelector('#board .chart').chart.data.datasets[0].label")
        check(legend == {"nl": "gewenst", "en": "wanted"}[lang], f"{lang}: the chart says {legend}")


# --- charts, figures, print, phone -----------------------------------------------------------------------

COLOURS_OF_CANVAS = """
return [...document.querySelectorAll('.view:not([hidden]) canvas')].map(c => {
    const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data, seen = {};
    for (let i = 0; i < d.length; i += 4)
        if (d[i + 3] === 255) { const k = d[i] + ',' + d[i + 1] + ',' + d[i + 2]; seen[k] = (seen[k] || 0) + 1; }
    return seen;
});"""


def check_charts(browser, view):
    charts = browser.execute_script(COLOURS_OF_CANVAS)
    for i, seen in enumerate(charts):
        check(len(seen) > 2 and sum(seen.values()) > 200, f"{view}: chart {i} is empty")
    return charts


def shown_number(text):
    """A Dutch figure with its unit or percent sign: (value, step of the last digit)."""
    match = re.fullmatch(r"(-?)([0-9.]+)(?:,([0-9]+))?(.*)", text.strip())
    value = float(match[2].replace(".", "") + "." + (match[3] or "0"))
    return (-value if match[1] else value), 10.0 ** -len(match[3] or ""), match[4]


def check_figures(browser, view):
    """Each cell of a table shows its exact value, rounded."""
    cells = browser.execute_script("return [...document.querySelectorAll('#' + CSS.escape(arguments[0]) + ' td[data-v]')]"
                                   ".map(e => [e.dataset.v, e.innerText || [...e.querySelectorAll('span[lang=nl]')]"
                                   ".map(s => s.textContent).join('') || e.textContent])", view)
    wrong = []
    for exact, text in cells:
        if "€" in text or "minder" in text:
            continue # rounded to three digits, in words
        value, step, unit = shown_number(text)
        exact = float(exact) * (100 if "%" in unit else 1)
        if abs(value - exact) > step * .5000001:
            wrong.append((exact, text))
    check(wrong == [], f"{view}: {wrong[:3]}")
    return len(cells)


def pages_in_print(browser):
    pdf = base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"])
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def check_width(browser, view):
    wide = browser.execute_script("return document.documentElement.scrollWidth")
    check(wide <= PHONE, f"{view}: {wide} pixels wide on a phone of {PHONE}")


def check_axe(browser, view):
    """With all that can be folded out."""
    browser.execute_script("document.querySelectorAll('.view:not([hidden]) details').forEach(d => { d.open = true; })")
    found = browser.execute_async_script(
        "const done = arguments[0]; axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})"
        ".then(r => done([r.passes.length, r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).slice(0, 2))]))")
    check(found[0] > 5 and found[1] == [], f"{view}: axe-core finds {found[1][:4]}")


def check_views(browser, axe):
    views = browser.execute_script("return [...document.querySelectorAll('.view')].map(v => v.id)")
    parks = [view for view in views if view.startswith("park-")]
    browser.execute_script(axe)
    figures = 0
    for view in views:
        resize(browser, DESK)
        open_view(browser, view)
        check_charts(browser, view)
        figures += check_figures(browser, view)
        if not view.startswith("park-") or view in parks[:1] + parks[-1:]: # the others are made alike
            check_axe(browser, view)
        if view.startswith("park-") or view == "board":
            check(pages_in_print(browser) <= 2, f"{view}: prints on {pages_in_print(browser)} pages")
        resize(browser, PHONE)
        open_view(browser, view)
        check_width(browser, view)
    check(figures > 100, f"only {figures} figures were compared")
    resize(browser, DESK)


def check_bars(browser, plan):
    """The height of a bar on the screen is that of its figure: CO2 with the plan, in the first chart of it."""
    open_view(browser, "board")
    bars = browser.execute_script(
        "const c = document.querySelectorAll('#board .chart')[1].chart, m = c.getDatasetMeta(1).data;"
        "return m.map(b => b.base - b.y)")
    want = [m["co2_t"] for m in plan["summary"]["milestones"]]
    scale = max(bars) / max(want)
    check(all(abs(bar - value * scale) < 1.5 for bar, value in zip(bars, want)), f"bars of {bars} pixels for {want}")
    colours = browser.execute_script(COLOURS_OF_CANVAS)[1]
    check(colours.get(",".join(map(str, PLAN_COLOUR)), 0) > 500, "the bars of the plan are not on the screen")


def check_load_table(browser, plan):
    """Opening the table behind a load chart shows the curve of the chosen milestone."""
    curve = next(c for c in plan["curves"] if c["kind"] == "park")
    open_view(browser, "park-" + curve["id"])
    shown = browser.execute_async_script("""
        const done = arguments[1], figure = document.querySelector('.view:not([hidden]) .load');
        const select = figure.querySelector('.year');
        figure.querySelector('.day').value = 'all';
        select.value = arguments[0]; select.dispatchEvent(new Event('change'));
        figure.querySelector('details').open = true;
        setTimeout(() => done([...figure.querySelectorAll('tbody tr')].map(
            r => [...r.querySelectorAll('td')].map(c => Number(c.dataset.v)))), 300);""", curve["year"])
    after = [value for day in curve["after_kw"] for value in day]
    before = [value for day in curve["before_kw"] for value in day]
    check([row[:2] for row in shown] == [list(pair) for pair in zip(before, after)], f"load of {curve['id']}: {shown[:2]}")


def check_without_script(browser, page):
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.get("file://" + page)
    check(len(browser.find_elements("css selector", ".view")) > 5 and
          all(view.is_displayed() for view in browser.find_elements("css selector", ".view")),
          "without script something is hidden")
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def main():
    page, plan, axe = os.path.abspath(sys.argv[1]), json.load(open(sys.argv[2])), open(sys.argv[3]).read()
    browser = start()
    try:
        browser.set_script_timeout(600) # axe-core on a busy machine
        resize(browser, DESK)
        check_opening(browser, page)
        check_keyboard(browser, plan)
        check_language(browser)
        check_bars(browser, plan)
        check_load_table(browser, plan)
        check_views(browser, axe)
        check_silence(browser, "using the page")
        check_without_script(browser, page)
    finally:
        browser.quit()
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
