"""The whole story, by hand in a real browser: two residents, two agencies, two messengers."""

import re
from dataclasses import dataclass

from playwright.async_api import Locator, Page, expect

ANNA, PYOTR = "telegram-10001", "vk-20001"


@dataclass(frozen=True, slots=True)
class Chat:
    """One side of the page: what a person sees there and can do."""

    page: Page
    pane: Locator

    async def open(self, chat: str) -> None:
        await self.page.get_by_test_id(f"chat-{chat}").click()

    async def write(self, text: str) -> None:
        await self.pane.get_by_test_id("composer").fill(text)
        await self.pane.get_by_test_id("send").click()

    async def press(self, label: str) -> None:
        """Press a button that is there: under the last message that has it, or below."""
        button = self.pane.get_by_role("button", name=label, exact=True)
        await button.last.click()

    async def sees(self, text: str | re.Pattern[str]) -> Locator:
        message = self.pane.locator("[data-message]").filter(has_text=text).last
        await expect(message).to_be_visible()
        return message

    async def reply(self, message: Locator, text: str) -> None:
        number = await message.get_attribute("data-message")
        await message.hover()
        await self.pane.get_by_test_id(f"reply-{number}").click()
        await self.write(text)


def resident(page: Page) -> Chat:
    return Chat(page, page.get_by_test_id("pane-resident"))


def agency(page: Page) -> Chat:
    return Chat(page, page.get_by_test_id("pane-agency"))


async def open_agency(page: Page, title: str) -> None:
    agencies = page.get_by_role("region", name="Исполнители")
    await agencies.get_by_role("button", name=re.compile(f"^{title}")).first.click()


async def complain(anna: Chat, text: str, topic: str, place: str, *questions: str) -> str:
    """File a complaint; return its number."""
    await anna.write(text)
    await anna.sees("согласие на обработку персональных данных")
    await anna.press("✅ Даю согласие")
    await anna.sees("Похоже, тема такая. Верно?")
    await anna.press(topic)
    for question in questions:
        await anna.sees(question)
        await anna.press("Пропустить")
    await anna.sees("Где это?")
    await anna.write(place)
    await anna.sees("Пришлите фото")
    await anna.press("Пропустить")
    await anna.sees("Как с вами связаться")
    await anna.press("Пропустить")
    await anna.sees("Проверьте, всё ли верно")
    await anna.press("✅ Отправить")
    accepted = await anna.sees("Номер обращения")
    found = re.search(r"\d\d-\d{6}", await accepted.inner_text())
    assert found is not None
    return found.group()


async def test_a_resident_on_telegram_is_answered_by_an_agency_in_vk(page: Page) -> None:
    anna, office = resident(page), agency(page)
    await anna.open(ANNA)
    number = await complain(
        anna,
        "Яма на дороге, пробил колесо",
        "🛣 Ямы",
        "Благовещенск, Ленина, 5",
        "Где именно яма?",
    )
    await open_agency(page, "Дорожная служба")
    card = await office.sees(re.compile(f"{number}.*Ямы"))
    await office.press("🔧 Взять в работу")
    await anna.sees(f"Обращение {number} взято в работу")
    await office.reply(card, "Здравствуйте! Яму засыплют завтра.")
    await office.sees("Так увидит житель")
    await office.press("✅ Отправить жителю: решено")
    await anna.sees("Яму засыплют завтра.")
    await anna.press("👍 Помогло")
    await anna.sees("Спасибо!")
    await office.sees("житель доволен")
    # the browser stands in London, the town on the Amur: messages are told by the town's clock
    now = (await page.get_by_test_id("clock-now").inner_text())[-5:]
    times = await page.locator("time").all_inner_texts()
    assert any(time[:2] in (now[:2], f"{int(now[:2]) - 1:02}") for time in times), (now, times)


async def test_on_a_telephone_the_clock_tells_its_day_and_time(page: Page) -> None:
    await page.set_viewport_size({"width": 360, "height": 740})
    told = await page.get_by_test_id("clock-now").inner_text()
    assert re.fullmatch(r"\d\d\.\d\d, \d\d:\d\d", told), told
    button = await page.get_by_test_id("clock").bounding_box()
    assert button is not None
    assert button["x"] >= 0
    assert button["x"] + button["width"] <= 360


async def test_a_resident_in_vk_is_answered_by_an_agency_on_telegram(page: Page) -> None:
    pyotr, office = resident(page), agency(page)
    await pyotr.open(PYOTR)
    number = await complain(
        pyotr,
        "Во дворе не горит фонарь",
        "💡 Не горит",
        "Благовещенск, Мира, 2",
        "Номер на опоре",
    )
    await open_agency(page, "Благоустройство и горсвет")
    card = await office.sees(re.compile(number))
    await office.reply(card, "Здравствуйте! Лампу заменили.")
    await office.sees("Так увидит житель")
    await office.press("✅ Отправить жителю: решено")
    await pyotr.sees("Лампу заменили.")
    await pyotr.press("👎 Не помогло")
    await pyotr.sees("Жаль, что не помогло")
    await pyotr.write("Мигает всю ночь")
    await office.sees("не решено")
