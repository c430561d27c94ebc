"""What every peer says: the same questions, topics and summary, in plain Russian."""

GREETING = "Здравствуйте! Расскажите, что случилось: одним сообщением, своими словами."
CONSENT = "Чтобы передать обращение, нужно согласие на обработку персональных данных."
AGREE = "Согласен"
TOPIC = "О чём обращение?"
TOPICS = ("Дороги", "Свет", "Снег и лёд", "Мусор", "Вода", "Отопление", "Дворы", "Другое")
PLACE = "Где это? Напишите адрес."
PHOTOS = "Пришлите фотографии, если есть."
PHOTO_TAKEN = "Фотография получена. Ещё одну, или дальше?"
DONE = "Готово"
CONTACT = "Оставите телефон для связи?"
NO_CONTACT = "Без контакта"
SEND = "Отправить"


def summary(what: str, topic: str, place: str, photos: int) -> str:
    return f"Проверьте:\n\n{what}\n\nТема: {topic}\nАдрес: {place}\nФотографий: {photos}"


def filed(number: int) -> str:
    return f"Обращение № {number} принято. Мы напишем, когда ведомство ответит."
