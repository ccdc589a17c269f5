#!/usr/bin/python3
"""Take the pictures of the README from the page of a report, in headless Chromium:

    docs/make_screenshots.py PAGE.html FOLDER
"""
import base64
import os
import sys
import time

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

WIDTH = 1200
# The file, where the address leads to, what is chosen on the page first, the most of its height.
PICTURES = [
    ("board", "board", None, 1850),
    ("park", "park-grote_polder", None, 1400),
    ("hub", "hubs", None, 1250),
    ("map", "map", "document.getElementById('map-which').value = 'before';"
                   "document.getElementById('map-which').dispatchEvent(new Event('change'))", 1100),
]


def start():
    options = Options()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                     "--force-device-scale-factor=1", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    return webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)


def take(browser, most):
    page = browser.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
    clip = {"x": 0, "y": 0, "width": page["width"], "height": min(page["height"], most)}
    return base64.b64decode(browser.execute_cdp_cmd(
        "Page.captureScreenshot", {"captureBeyondViewport": True, "clip": {**clip, "scale": 1}})["data"])


def main():
    page, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
    os.makedirs(folder, exist_ok=True)
    browser = start()
    try:
        browser.set_window_size(WIDTH, 900)
        for name, view, choose, most in PICTURES:
            browser.get("about:blank")
            browser.get(f"file://{page}#{view}")
            time.sleep(1)
            browser.execute_script(choose or "")
            with open(os.path.join(folder, name + ".png"), "wb") as out:
                out.write(take(browser, most))
    finally:
        browser.quit()


if __name__ == "__main__":
    main()
